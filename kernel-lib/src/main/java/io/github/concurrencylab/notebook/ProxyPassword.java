package io.github.concurrencylab.notebook;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers proxies that ask for a password with the one in {@code HTTPS_PROXY}, {@code HTTP_PROXY}
 * or {@code ALL_PROXY}. Which proxies there are, the kernel's command line says; a password on it
 * could be read by every user of the machine.
 */
final class ProxyPassword extends Authenticator {
  private final Map<String, PasswordAuthentication> byProxy;

  private ProxyPassword(Map<String, PasswordAuthentication> byProxy) {
    this.byProxy = byProxy;
  }

  /** Answers from now on, if any of these variables holds a password. */
  static void install(Map<String, String> environment) {
    Map<String, PasswordAuthentication> byProxy = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.toLowerCase(Locale.ROOT).endsWith("_proxy")) {
        add(value, byProxy);
      }
    });
    if (!byProxy.isEmpty()) {
      Authenticator.setDefault(new ProxyPassword(byProxy));
    }
  }

  private static void add(String address, Map<String, PasswordAuthentication> byProxy) {
    try {
      URI proxy = URI.create(address.contains("://") ? address : "http://" + address);
      String[] user = proxy.getRawUserInfo() == null ? null : proxy.getRawUserInfo().split(":", 2);
      if (user != null && proxy.getHost() != null) {
        String password = user.length == 2 ? decoded(user[1]) : "";
        byProxy.put(
            key(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort()),
            new PasswordAuthentication(decoded(user[0]), password.toCharArray()));
      }
    } catch (IllegalArgumentException noAddress) {
      // NO_PROXY, or nothing that Java could go through.
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String key(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  protected @Nullable PasswordAuthentication getPasswordAuthentication() {
    return getRequestorType() == RequestorType.PROXY
        ? byProxy.get(key(getRequestingHost(), getRequestingPort()))
        : null;
  }
}
