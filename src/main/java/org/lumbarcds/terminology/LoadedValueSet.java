package org.lumbarcds.terminology;

/**
 * A value set as the running service has it, to be shown to those who run it.
 *
 * @param name its id and file name without {@code .json}
 * @param url its canonical URL; empty when a site's file has none
 * @param version its version
 * @param title its title; empty when a site's file has none
 * @param codes how many codes, names and words it includes
 * @param replaced whether a site's file replaces the shipped one
 */
public record LoadedValueSet(String name, String url, String version, String title, int codes, boolean replaced) {}
