package org.lumbarcds.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * "A trailing slash on any of these paths is the same resource": whatever comes after this sees the path without it, who
 * judges tokens and limits calls included, so that no path has two names to be judged by.
 */
final class TrailingSlashFilter extends OncePerRequestFilter {

    private static final String CALLED_WITH_IT = TrailingSlashFilter.class.getName();
    private static final String SLASH = "/";

    /** Whether the client called the path with a slash behind it. */
    static boolean isCalledWithIt(HttpServletRequest request) {
        return request.getAttribute(CALLED_WITH_IT) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasOne(request)) {
            request.setAttribute(CALLED_WITH_IT, true);
            chain.doFilter(new Without(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** One that was sent as such: an encoded one, or one behind a {@code ;}, is a part of a name. */
    private static boolean hasOne(HttpServletRequest request) {
        return request.getPathInfo() == null
                && request.getServletPath().length() > 1
                && request.getServletPath().endsWith(SLASH)
                && request.getRequestURI().endsWith(SLASH)
                && !request.getRequestURI().endsWith("//");
    }

    /** The same request of the path without its last character. */
    private static final class Without extends HttpServletRequestWrapper {

        Without(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return withoutLast(super.getRequestURI());
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(withoutLast(super.getRequestURL().toString()));
        }

        @Override
        public String getServletPath() {
            return withoutLast(super.getServletPath());
        }

        private static String withoutLast(String path) {
            return path.substring(0, path.length() - 1);
        }
    }
}
