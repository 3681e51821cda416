package io.github.concurrencylab.measure;

/**
 * The garbage collections while something was profiled.
 *
 * @param collections how many there were
 * @param pauseSeconds how long they held all threads up, all together
 * @param longestSeconds the longest of these pauses
 */
public record Garbage(int collections, double pauseSeconds, double longestSeconds) {}
