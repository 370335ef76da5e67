package org.lumbarcds.settings.check;

import org.lumbarcds.settings.LumbarSettings;
import org.lumbarcds.settings.SecuritySettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Binds the settings and judges them before anybody gets them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LumbarSettings.class)
public class SettingsConfiguration {

    @Bean
    static BeanPostProcessor settingsJudge(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                if (bean instanceof LumbarSettings settings) {
                    SettingsCheck.check(settings);
                    SettingsCheck.checkNames(
                            System.getenv().keySet(), System.getProperties().stringPropertyNames());
                    SecuritySettings security = settings.security();
                    ListenerCheck.check(environment, security.allowAnonymous(), security.clients().length);
                }
                return bean;
            }
        };
    }
}
