package io.github.concurrencylab.measure.profile;

/**
 * The garbage collections while something was profiled.
 *
 * @param collections how many there were
 * @param pauseSeconds how long they held all threads up, all together
 * @param longestSeconds the longest of these pauses
 */
public record GarbageCollections(int collections, double pauseSeconds, double longestSeconds) {}
