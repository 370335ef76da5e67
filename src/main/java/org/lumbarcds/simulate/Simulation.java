package org.lumbarcds.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import org.lumbarcds.simulate.input.FhirFiles;
import org.lumbarcds.simulate.input.Folder;
import org.lumbarcds.simulate.input.Options;
import org.lumbarcds.simulate.input.Trouble;
import org.lumbarcds.simulate.input.TroubleLog;
import org.lumbarcds.simulate.input.UnusableInputException;
import org.lumbarcds.simulate.patients.Intake;
import org.lumbarcds.simulate.patients.PatientRecord;
import org.lumbarcds.simulate.patients.Spill;
import org.lumbarcds.simulate.patients.Workspace;
import org.lumbarcds.simulate.report.Report;
import org.lumbarcds.simulate.report.ReportFiles;
import org.lumbarcds.simulate.report.ReportTable;
import org.lumbarcds.simulate.report.Tally;

/**
 * Runs the rules over a folder: groups its resources by patient on disk, then replays one patient after the other. Needs
 * room on disk for the data as plain text, and memory for one patient and a few megabytes.
 */
public final class Simulation {

    private static final long LEAST_IN_MEMORY = 2L << 20;
    private static final long MOST_IN_MEMORY = 64L << 20;

    private final Service service;
    private final PrintStream messages;

    /** @param messages where progress and what could not be read are told */
    public Simulation(Service service, PrintStream messages) {
        this.service = service;
        this.messages = messages;
    }

    /**
     * Runs it, prints a table of the rules and writes {@code results.json}, {@code results.csv} and {@code results.png}.
     *
     * @throws UnusableInputException when the folder has no FHIR data
     * @throws IOException when the disk can't be read or written
     */
    public void run(Options options, PrintStream table) throws IOException {
        Report report = count(options);
        Files.createDirectories(options.out());
        new ReportFiles(options.out()).write(report, messages);
        table.print(ReportTable.of(report));
        messages.println("Results are in " + options.out() + ".");
    }

    Report count(Options options) throws IOException {
        TroubleLog troubles = new TroubleLog();
        Tally tally = new Tally();
        Progress progress = new Progress(messages, System::nanoTime);
        try (Workspace workspace = Workspace.in(options.spill())) {
            Spill patients = spill(workspace, "patients");
            read(options, workspace, patients, troubles, progress);
            Replay replay = new Replay(service, options, troubles.lacking(Intake.CHART_TYPES), tally, troubles);
            progress.begin("Replaying", patients.bytes());
            patients.drain(new Patients(replay, troubles, progress), progress::done);
            progress.end();
        }
        Report report =
                tally.report(service.guideline(), service.settings().rules().modes(), options, troubles);
        troubles.examples().forEach(messages::println);
        if (troubles.read().isEmpty()) {
            throw new UnusableInputException("The files in " + options.folder()
                    + " hold no FHIR resource. Each line of a .ndjson file, and each .json file, must be a FHIR R4"
                    + " resource or Bundle in JSON.");
        }
        return report;
    }

    private void read(Options options, Workspace workspace, Spill patients, TroubleLog troubles, Progress progress)
            throws IOException {
        Intake intake = new Intake(
                troubles,
                service.terminology(),
                patients,
                spill(workspace, "medications"),
                spill(workspace, "medication-uses"));
        FhirFiles files = new FhirFiles(troubles, (int) mostOfAPatient());
        Folder folder = new Folder(options.folder(), options.out());
        progress.begin("Reading", size(folder, options));
        folder.each(file -> files.read(file, intake, progress::done), troubles);
        intake.joinMedications(inMemory());
        progress.end();
    }

    private static long size(Folder folder, Options options) throws IOException {
        long[] sizeAndNumber = new long[2];
        TroubleLog unread = new TroubleLog();
        folder.each(
                file -> {
                    sizeAndNumber[0] += Files.size(file);
                    sizeAndNumber[1]++;
                },
                unread);
        if (sizeAndNumber[1] == 0) {
            String why = unread.examples().isEmpty()
                    ? ""
                    : " Not readable: " + unread.examples().get(0) + ".";
            throw new UnusableInputException("There is no .ndjson or .json file in " + options.folder()
                    + ", plain or .gz." + why
                    + " Name a folder with a bulk export or with Bundles; links to folders are"
                    + " not followed.");
        }
        return sizeAndNumber[0];
    }

    private Spill spill(Workspace workspace, String name) throws IOException {
        return new Spill(workspace.resolve(name), inMemory(), mostOfAPatient());
    }

    /** A twentieth of the heap: what is read at once is held beside one patient's tree. */
    private static long inMemory() {
        return Math.min(
                MOST_IN_MEMORY, Math.max(LEAST_IN_MEMORY, Runtime.getRuntime().maxMemory() / 20));
    }

    /** A larger chart would be refused by the service too. */
    private long mostOfAPatient() {
        return service.settings().limits().body().toBytes();
    }

    private static final class Patients implements Spill.Groups {

        private final ObjectMapper mapper = FhirFiles.mapper();
        private final Replay replay;
        private final TroubleLog troubles;
        private final Progress progress;

        Patients(Replay replay, TroubleLog troubles, Progress progress) {
            this.replay = replay;
            this.troubles = troubles;
            this.progress = progress;
        }

        @Override
        public void group(String id, List<byte[]> records) throws IOException {
            replay.patient(PatientRecord.of(id, records, mapper, troubles));
            progress.patient();
        }

        @Override
        public void tooLarge(String id) {
            troubles.count(Trouble.TOO_LARGE);
            progress.patient();
        }
    }
}
