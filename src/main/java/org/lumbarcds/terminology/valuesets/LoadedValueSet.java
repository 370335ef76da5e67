package org.lumbarcds.terminology.valuesets;

/**
 * A value set as the running service has it, to be shown to those who run it and those it advises.
 *
 * @param name its id and file name without {@code .json}
 * @param url its canonical URL; empty when a site's file has none
 * @param version its version
 * @param title its title; empty when a site's file has none
 * @param date when it was last changed, as its file says; empty when a site's file does not
 * @param purpose what it is for; empty when a site's file does not say
 * @param copyright whose codes it holds and under which licence; empty when its file names none
 * @param codes how many codes, names and words it includes
 * @param digest SHA-256 of its file, in hexadecimal
 * @param replaced whether a site's file replaces the shipped one
 */
public record LoadedValueSet(
        String name,
        String url,
        String version,
        String title,
        String date,
        String purpose,
        String copyright,
        int codes,
        String digest,
        boolean replaced) {}
