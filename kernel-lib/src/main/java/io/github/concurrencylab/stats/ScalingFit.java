package io.github.concurrencylab.stats;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * A law of scaling fitted to mean times by least squares of the relative errors, which are what is
 * about equal for long and short times. The parameters' covariance is that of the linearized
 * problem, with the scatter of the points about the curve as the error; intervals take Student's t
 * with as many degrees of freedom as there are points left over. That is careful: how far the law
 * itself is wrong counts as error too.
 *
 * <p>Where the points cannot carry the law there is no fit, but a reason.
 *
 * <p>Source: G. A. F. Seber and C. J. Wild, "Nonlinear Regression" (1989), sections 2.1 and 5.1.
 */
public final class ScalingFit {
  private static final int MOST_STEPS = 10_000;
  private static final double SINGULAR = 1e-12;

  private final ScalingLaw law;
  private final double[] parameters;
  private final RealMatrix covariance;
  private final double quantile;
  private final String refusal;

  private ScalingFit(
      ScalingLaw law, double[] parameters, RealMatrix covariance, double quantile, String refusal) {
    this.law = law;
    this.parameters = parameters;
    this.covariance = covariance;
    this.quantile = quantile;
    this.refusal = refusal;
  }

  /**
   * Fits a law.
   *
   * @param law the law
   * @param workers numbers of workers, all different; none more than the processors they ran on
   * @param seconds the mean time with each
   * @return the fit, or the reason why there is none
   */
  public static ScalingFit of(ScalingLaw law, double[] workers, double[] seconds) {
    int needed = law.parameters() + 1;
    if (workers.length < needed) {
      return refused(
          law,
          "it needs at least %s numbers of workers up to the processors there are, got %s"
              .formatted(needed, workers.length));
    }
    if (!Arrays.stream(seconds).allMatch(s -> s > 0 && Double.isFinite(s))) {
      return refused(law, "a time is missing or 0");
    }
    try {
      return fitted(law, workers, seconds);
    } catch (MathIllegalStateException | MathIllegalArgumentException hopeless) {
      return refused(law, "the points cannot tell its parameters apart");
    }
  }

  private static ScalingFit fitted(ScalingLaw law, double[] workers, double[] seconds) {
    int points = workers.length;
    double unit = seconds[0] * workers[0]; // so that all parameters are about 1 or less
    double[] start = new double[law.parameters()];
    start[0] = 1;
    Optimum optimum =
        new LevenbergMarquardtOptimizer()
            .optimize(
                new LeastSquaresBuilder()
                    .start(start)
                    .model(at -> model(at.toArray(), workers, seconds, unit))
                    .target(ones(points))
                    .lazyEvaluation(false)
                    .maxEvaluations(MOST_STEPS)
                    .maxIterations(MOST_STEPS)
                    .build());
    int left = points - law.parameters();
    double cost = optimum.getCost();
    RealMatrix covariance = optimum.getCovariances(SINGULAR).scalarMultiply(cost * cost / left);
    double[] parameters = optimum.getPoint().toArray();
    parameters[0] *= unit;
    ScalingFit fit = new ScalingFit(law, parameters, covariance, Summary.quantile(left), "");
    Estimate serial = fit.serialShare();
    return serial.low() <= 0 && serial.high() >= 1
        ? refused(law, "the points leave open any serial share from 0 to 1")
        : fit;
  }

  /** The fitted times by the measured ones, and their derivatives. */
  private static Pair<RealVector, RealMatrix> model(
      double[] at, double[] workers, double[] seconds, double unit) {
    double[] values = new double[workers.length];
    double[][] derivatives = new double[workers.length][at.length];
    for (int i = 0; i < workers.length; i++) {
      double scale = unit / (workers[i] * seconds[i]);
      double load = load(at, workers[i]);
      values[i] = at[0] * load * scale;
      derivatives[i][0] = load * scale;
      double[] gradient = gradient(at.length, workers[i]);
      for (int j = 1; j < at.length; j++) {
        derivatives[i][j] = at[0] * gradient[j] * scale;
      }
    }
    return new Pair<>(new ArrayRealVector(values), new Array2DRowRealMatrix(derivatives));
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** 1 + σ (p - 1) + κ p (p - 1). */
  private static double load(double[] parameters, double workers) {
    double[] gradient = gradient(parameters.length, workers);
    double load = 1;
    for (int j = 1; j < parameters.length; j++) {
      load += parameters[j] * gradient[j];
    }
    return load;
  }

  /** The load's derivatives with respect to T(1), σ and κ. */
  private static double[] gradient(int parameters, double workers) {
    double[] all = {0, workers - 1, workers * (workers - 1)};
    return Arrays.copyOf(all, parameters);
  }

  private static ScalingFit refused(ScalingLaw law, String why) {
    return new ScalingFit(
        law, new double[0], MatrixUtils.createRealIdentityMatrix(1), Double.NaN, why);
  }

  /**
   * The law.
   *
   * @return what was fitted, or was to be
   */
  public ScalingLaw law() {
    return law;
  }

  /**
   * Whether the points carry the law.
   *
   * @return false if there is no fit
   */
  public boolean found() {
    return refusal.isEmpty();
  }

  /**
   * Why there is no fit.
   *
   * @return the reason; empty if there is a fit
   */
  public String refusal() {
    return refusal;
  }

  /**
   * The share of the work that is done one after another, σ.
   *
   * @return the share with its 95 % interval; none without a fit
   */
  public Estimate serialShare() {
    return parameter(1);
  }

  /**
   * What each pair of workers costs, κ.
   *
   * @return the cost with its 95 % interval; none without a fit, and under Amdahl's law
   */
  public Estimate crosstalk() {
    return parameter(2);
  }

  private Estimate parameter(int index) {
    if (index >= parameters.length) {
      return Estimate.NONE;
    }
    double reach = quantile * Math.sqrt(covariance.getEntry(index, index));
    double value = parameters[index];
    return new Estimate(value, value - reach, value + reach);
  }

  /**
   * The fitted time.
   *
   * @param workers how many workers, each with a processor
   * @return seconds; NaN without a fit
   */
  public double seconds(double workers) {
    return found() ? parameters[0] * load(parameters, workers) / workers : Double.NaN;
  }

  /**
   * The fitted speed-up over one worker, on points that were measured and beyond, where it is a
   * prediction. Its interval is that of its logarithm, by the delta method.
   *
   * @param workers how many workers, each with a processor
   * @return the speed-up with its 95 % interval; none without a fit, or where the law makes none
   */
  public Estimate speedUp(double workers) {
    double load = found() ? load(parameters, workers) : Double.NaN;
    if (!(load > 0)) {
      return Estimate.NONE;
    }
    double[] gradient = gradient(parameters.length, workers);
    RealVector slope = new ArrayRealVector(gradient).mapDivide(load);
    double variance = slope.dotProduct(covariance.operate(slope));
    double reach = Math.exp(quantile * Math.sqrt(Math.max(0, variance)));
    double value = workers / load;
    return new Estimate(value, value / reach, value * reach);
  }

  /**
   * The fit in words.
   *
   * @return a sentence without its full stop
   */
  public String sentence() {
    if (!found()) {
      return "no fit of "
          + (law == ScalingLaw.UNIVERSAL ? "the " : "")
          + law.words()
          + ": "
          + refusal;
    }
    String serial = law.words() + ": serial share σ = " + words(serialShare());
    return law == ScalingLaw.AMDAHL ? serial : serial + ", crosstalk κ = " + words(crosstalk());
  }

  private static String words(Estimate e) {
    return String.format(Locale.ROOT, "%.3g (95 %%: %.3g to %.3g)", e.value(), e.low(), e.high());
  }

  @Override
  public String toString() {
    return sentence();
  }
}
