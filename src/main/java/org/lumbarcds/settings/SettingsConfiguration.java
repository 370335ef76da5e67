package org.lumbarcds.settings;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the settings and judges them before anybody gets them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LumbarSettings.class)
public class SettingsConfiguration {

    @Bean
    static BeanPostProcessor settingsJudge() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                if (bean instanceof LumbarSettings settings) {
                    SettingsCheck.check(settings);
                    SettingsCheck.checkNames(
                            System.getenv().keySet(), System.getProperties().stringPropertyNames());
                }
                return bean;
            }
        };
    }
}
