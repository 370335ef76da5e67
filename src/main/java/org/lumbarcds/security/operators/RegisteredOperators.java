package org.lumbarcds.security.operators;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumbarcds.settings.SecuritySettings.OperatorSettings;
import org.lumbarcds.settings.check.InvalidSettingException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The people who may see analytics, by name and password. */
public final class RegisteredOperators {

    public static final String ROLE = "OPERATOR";

    private static final String PREFIX = "lumbar.security.operators";
    private static final String BCRYPT = "{bcrypt}";
    private static final int COST_AT = "{bcrypt}$2a$".length();
    private static final int LEAST_COST = 4;
    private static final String HASH = "\\{bcrypt}\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}";

    private RegisteredOperators() {}

    /** @throws InvalidSettingException naming the property and what to write; never a hash */
    public static ProviderManager of(OperatorSettings[] settings) {
        List<UserDetails> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        // An unknown name takes as long as a known one, so nobody learns which there are.
        int cost = LEAST_COST;
        for (int i = 0; i < settings.length; i++) {
            String property = PREFIX + "[" + i + "]";
            String name = settings[i].name();
            if (name == null || name.isBlank() || name.contains(":")) {
                throw InvalidSettingException.missing(property + ".name", "Write a name without a colon.");
            }
            if (!names.add(name)) {
                throw InvalidSettingException.of(property + ".name", name, "Write each operator once.");
            }
            String hash = settings[i].passwordHash();
            if (hash == null || !hash.matches(HASH)) {
                throw InvalidSettingException.missing(
                        property + ".password-hash",
                        "Write a bcrypt hash with {bcrypt} in front, as bench/hash-password prints it.");
            }
            cost = Math.max(cost, Integer.parseInt(hash.substring(COST_AT, COST_AT + 2)));
            users.add(User.withUsername(name)
                    .password(hash.substring(BCRYPT.length()))
                    .roles(ROLE)
                    .build());
        }
        PasswordEncoder bcrypt = new OnePasswordAtATime(new BCryptPasswordEncoder(cost));
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(users));
        provider.setPasswordEncoder(bcrypt);
        return new ProviderManager(provider);
    }
}
