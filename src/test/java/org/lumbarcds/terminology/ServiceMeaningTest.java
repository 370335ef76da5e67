package org.lumbarcds.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lumbarcds.terminology.ConceptsInShort.SHIPPED;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMeaningTest {

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        # codings | text | kinds | reason
        LOINC 24968-0 || LUMBAR_IMAGING | MR by LOINC
        LOINC 24972-2 || LUMBAR_IMAGING | X-ray by LOINC
        LOINC 24963-1 || LUMBAR_IMAGING | CT by LOINC
        CPT 72148 || LUMBAR_IMAGING | MR by CPT
        CPT 72131 || LUMBAR_IMAGING | CT by CPT
        CPT 72100 || LUMBAR_IMAGING | X-ray by CPT, without a word
        CPT 72110 || LUMBAR_IMAGING | X-ray, more views
        CPT 72114 || LUMBAR_IMAGING | X-ray, with bending views
        CPT 72120 || LUMBAR_IMAGING | X-ray, bending views only
        CPT 72040 || | X-ray of the neck
        CPT 72070 || | X-ray of the thoracic spine
        CPT 72170 || | X-ray of the pelvis
        LOINC 24531-6 || | wrong code found in public projects
        NONE 72148 || | a code without a system
        LOCAL IMG123 [MRI lumbar spine wo contrast] || LUMBAR_IMAGING | a local code counts by its display
        | X-ray lumbar spine | LUMBAR_IMAGING | X-ray
        | XR LUMBAR SPINE 2-3 VIEWS | LUMBAR_IMAGING | XR
        | XR L-spine | LUMBAR_IMAGING | L-spine
        | CT lumbosacral spine without contrast | LUMBAR_IMAGING | a negation after it
        | MRI without contrast lumbar spine | LUMBAR_IMAGING | the negation is the contrast's
        | MR LS spine | LUMBAR_IMAGING | LS spine
        | Radiograph of the low back | LUMBAR_IMAGING | radiograph
        | Lumbar xray | LUMBAR_IMAGING | one word
        | MRI lumbar spine, r/o cauda equina | LUMBAR_IMAGING | the question is another matter
        | Rule out disc herniation MRI lumbar spine | LUMBAR_IMAGING | a question before it is no negation
        | MRI cervical spine || another site
        | CT abdomen and pelvis || another site
        | X-ray thoracic spine || another site
        | Lumbar puncture, CT guided || no picture of the spine
        | CT guided lumbar epidural injection || no picture of the spine
        | DXA lumbar spine || bone density
        | Lumbar support brace || no picture
        | CTA lumbar || CT inside another word
        | No MRI lumbar spine || negated
        | Avoid lumbar x-ray || negated
        | Bed rest | BED_REST | bed rest
        | Strict bedrest for 2 days | BED_REST | one word
        | Bed rest with bathroom privileges | BED_REST | with conditions
        | Bed rest without bathroom privileges | BED_REST | a negation after it
        | Avoid bed rest || negated
        | No bed rest || negated
        | Avoid prolonged bed rest || negated
        | Do not prescribe bed rest || negated
        | Discontinue bed rest || ended
        | Stay active, avoid bed rest || negated
        | Bed restraint || another word
        | Massage therapy | PASSIVE_TREATMENT | massage
        | TENS unit | PASSIVE_TREATMENT | TENS
        | Hot pack to lower back | PASSIVE_TREATMENT | heat
        | Heat or cold pack | PASSIVE_TREATMENT | heat or cold
        | Cryotherapy | PASSIVE_TREATMENT | cold
        | Cryotherapy of wart || skin
        | Ultrasound therapy | PASSIVE_TREATMENT | ultrasound as a treatment
        | Renal ultrasound || ultrasound as a picture
        | Lumbar traction | PASSIVE_TREATMENT | traction
        | Spinal manipulation | PASSIVE_TREATMENT | manipulation
        | Chiropractic referral | PASSIVE_TREATMENT | chiropractic
        | Acupuncture | PASSIVE_TREATMENT | acupuncture
        | Without massage || negated
        | Intense pain protocol || TENS inside another word
        SCT 308447003 || ACTIVE_TREATMENT | referral to physiotherapist
        SCT 444831000124102 || ACTIVE_TREATMENT | referral for physical therapy
        SCTUS 444831000124102 || ACTIVE_TREATMENT | a SNOMED edition in the system
        CPT 97110 || ACTIVE_TREATMENT | therapy by CPT
        CPT 97140 || | its group is not certain
        SCT 44868003 || | its name is not certain
        | Physical therapy evaluate and treat | ACTIVE_TREATMENT | physical therapy
        | Referral to physiotherapy | ACTIVE_TREATMENT | physiotherapy
        | Core strengthening exercises | ACTIVE_TREATMENT | exercise
        | Exercise stress test || a test of the heart
        | Cardiac rehabilitation || not of the back
        | Back rehabilitation programme | ACTIVE_TREATMENT | rehabilitation
        | No physical therapy needed || negated
        | Physical therapy: massage and TENS | PASSIVE_TREATMENT ACTIVE_TREATMENT | both
        | PT/INR || a laboratory test
        | CBC with differential || nothing the guideline speaks of
        || | nothing at all
        """)
    void service(String codings, String text, String kinds, String reason) {
        assertThat(SHIPPED.service(ConceptsInShort.of(codings, text)).stream().map(Enum::name))
                .containsExactlyInAnyOrder(kinds == null ? new String[0] : kinds.split(" "));
    }
}
