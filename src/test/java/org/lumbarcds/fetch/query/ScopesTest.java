package org.lumbarcds.fetch.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @ParameterizedTest(name = "{0}: read {1}, search {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            patient/Condition.read                      | true  | true  | version 1 knows no difference
            user/Condition.read                         | true  | true  | of a user
            system/Condition.read                       | true  | true  | of a system
            patient/*.read                              | true  | true  | all types
            user/*.*                                    | true  | true  | all types and actions
            patient/Condition.*                         | true  | true  | all actions
            patient/Condition.write                     | false | false | writing is not reading
            patient/*.write                             | false | false | nor of all types
            patient/Observation.read                    | false | false | another type
            patient/ConditionX.read                     | false | false | a longer name is another type
            patient/Conditio.read                       | false | false | so is a shorter one
            patient/condition.read                      | false | false | types have case
            patient/Condition.READ                      | false | false | actions have case
            patient/Condition.rs                        | true  | true  | version 2
            user/Condition.rs                           | true  | true  | of a user
            system/*.rs                                 | true  | true  | of a system
            patient/Condition.r                         | true  | false | reading only
            patient/Condition.s                         | false | true  | searching only
            patient/Condition.cruds                     | true  | true  | everything
            patient/Condition.cud                       | false | false | all but reading
            patient/Condition.crud                      | true  | false | no search
            patient/Condition.sr                        | false | false | version 2 has an order
            patient/Condition.                          | false | false | no action
            patient/Condition                           | false | false | no action at all
            patient/Condition.rs?category=problem       | false | false | finer-grained: not the whole record
            patient/Condition.r patient/Condition.s     | true  | true  | two scopes together
            patient/Condition.rs?category=a patient/Condition.s | false | true | only the whole ones count
            patient/Condition.read?category=a           | false | false | no such thing in version 1
            launch                                      | false | false | no data
            launch/patient openid fhirUser              | false | false | no data either
            offline_access                              | false | false | nor this
            launch patient/Condition.rs openid          | true  | true  | among others
            encounter/Condition.rs                      | false | false | an unknown context
            patient\\Condition.rs                       | false | false | no scope
            xpatient/Condition.rs                       | false | false | no scope
            patient/*.rs                                | true  | true  | all types of version 2
            patient/**.rs                               | false | false | no scope
            'patient/Condition.r\tuser/*.s'             | true  | true  | any white space divides
            """)
    void cover(String scope, boolean read, boolean search, String why) {
        Scopes scopes = Scopes.of(scope, true);

        assertThat(scopes.cover("Condition", Scopes.Access.READ)).as(why).isEqualTo(read);
        assertThat(scopes.cover("Condition", Scopes.Access.SEARCH)).as(why).isEqualTo(search);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void everythingIsTriedWithoutScopes(String scope) {
        assertThat(Scopes.of(scope, true).cover("Condition", Scopes.Access.SEARCH))
                .isTrue();
        assertThat(Scopes.of(scope, true).cover("Patient", Scopes.Access.READ)).isTrue();
    }
}
