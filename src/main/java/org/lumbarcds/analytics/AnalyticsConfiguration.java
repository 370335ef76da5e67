package org.lumbarcds.analytics;

import java.time.Clock;
import org.lumbarcds.analytics.codes.UnknownCodesReport;
import org.lumbarcds.analytics.export.FeedbackExport;
import org.lumbarcds.analytics.export.OfferedReasons;
import org.lumbarcds.analytics.question.QuestionReader;
import org.lumbarcds.feedback.linking.Linking;
import org.lumbarcds.store.Database;
import org.lumbarcds.views.Navigation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts analytics together. */
@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {

    @Bean
    Analytics analytics(Database database, Linking linking, Clock clock) {
        return new Analytics(database, linking, clock);
    }

    @Bean
    FeedbackExport feedbackExport(Database database, OfferedReasons offered) {
        return new FeedbackExport(database, offered);
    }

    @Bean
    UnknownCodesReport unknownCodesReport(Database database) {
        return new UnknownCodesReport(database);
    }

    @Bean
    QuestionReader questionReader(Clock clock) {
        return new QuestionReader(clock);
    }

    @Bean
    AnalyticsPage analyticsPage(CardWords words, Navigation navigation) {
        return new AnalyticsPage(words, navigation);
    }

    @Bean
    Places places() {
        return new Places(Places.MOST_AT_ONCE);
    }
}
