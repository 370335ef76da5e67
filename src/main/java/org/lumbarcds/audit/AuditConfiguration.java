package org.lumbarcds.audit;

import java.time.Clock;
import org.lumbarcds.record.KeyedHash;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has every call written down. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    AuditLog auditLog(KeyedHash hash, Clock clock) {
        return new AuditLog(hash, clock);
    }
}
