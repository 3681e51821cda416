"""The proxies that the environment names, in the words of Java: it knows none of those variables."""

import ipaddress
import os
import re
import urllib.parse

# What Java never asks a proxy for, unless told otherwise.
LOCAL = ("localhost", "127.*", "[::1]")


def proxies(environ=None):
    """{'http': URL, 'https': URL} as far as HTTP_PROXY, HTTPS_PROXY and ALL_PROXY, in either case, name one."""
    lower = _lower(os.environ if environ is None else environ)
    named = {scheme: lower.get(f"{scheme}_proxy") or lower.get("all_proxy") for scheme in ("http", "https")}
    return {scheme: url for scheme, url in named.items() if url}


def _lower(environ):
    # As curl and Python have it: small letters win.
    capitals = {k.lower(): v for k, v in environ.items() if k.isupper()}
    return {**capitals, **{k: v for k, v in environ.items() if k.islower() and v}}


def jvm_options(environ=None):
    """System properties for a JVM that is to use the same proxies, for the same hosts."""
    environ = os.environ if environ is None else environ
    without = direct(_lower(environ).get("no_proxy", ""))
    if without is None:
        return []
    options = []
    for scheme, url in proxies(environ).items():
        proxy = urllib.parse.urlsplit(url if "://" in url else f"http://{url}")
        if not proxy.hostname:
            continue
        if proxy.scheme.startswith("socks"):
            options += [f"-DsocksProxyHost={proxy.hostname}", f"-DsocksProxyPort={proxy.port or 1080}"]
            continue
        options += [f"-D{scheme}.proxyHost={proxy.hostname}", f"-D{scheme}.proxyPort={proxy.port or 80}"]
        if proxy.username:
            user, password = map(urllib.parse.unquote, (proxy.username, proxy.password or ""))
            options += [f"-D{scheme}.proxyUser={user}", f"-D{scheme}.proxyPassword={password}"]
            # Else Java sends no password to a proxy for https.
            options.append("-Djdk.http.auth.tunneling.disabledSchemes=")
    if options:
        # One list serves both schemes.
        options.append(f"-Dhttp.nonProxyHosts={_patterns(without)}")
        # Maven 3.9 and later ask for the settings above only if told to.
        options.append("-Daether.connector.http.useSystemProperties=true")
        options.append("-Daether.transport.apache.useSystemProperties=true")
    return list(dict.fromkeys(options))


def _patterns(without):
    return "|".join([*LOCAL, *without])


def with_password(environ=None):
    """Those that ask for a password, in the words of Maven's settings."""
    environ = os.environ if environ is None else environ
    without, found = direct(_lower(environ).get("no_proxy", "")), []
    for scheme, url in proxies(environ).items() if without is not None else ():
        proxy = urllib.parse.urlsplit(url)
        if proxy.username and proxy.hostname:
            user, password = map(urllib.parse.unquote, (proxy.username, proxy.password or ""))
            found.append({
                "id": scheme, "active": "true", "protocol": scheme, "host": proxy.hostname,
                "port": str(proxy.port or 80), "username": user, "password": password,
                "nonProxyHosts": _patterns(without),
            })
    return found


def direct(no_proxy):
    """NO_PROXY as patterns of Java's; None where it means all hosts.

    `example.com` and `.example.com` mean the domain and all below it; Java knows of networks
    only those that end at a dot, so others are left out.
    """
    patterns = []
    for entry in filter(None, re.split(r"[\s,]+", no_proxy)):
        if entry == "*":
            return None
        if "/" in entry:
            patterns += _network(entry)
            continue
        host = re.sub(r":\d+$", "", entry) if entry.count(":") == 1 else entry
        host = host.removeprefix("*").removeprefix(".")
        if ":" in host:
            patterns.append(f"[{host.strip('[]')}]")
        elif re.fullmatch(r"[\d.]+", host):
            patterns.append(host)
        else:
            patterns += [host, f"*.{host}"]
    return patterns


def _network(entry):
    try:
        network = ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return []
    if network.version != 4 or network.prefixlen % 8 or not network.prefixlen:
        return []
    octets = network.prefixlen // 8
    kept = str(network.network_address).split(".")[:octets]
    return [".".join(kept) + (".*" if octets < 4 else "")]


def java_options(environ=None, home=None):
    """JDK_JAVA_OPTIONS with which each `java` started below uses the same proxies, and that home directory."""
    environ = os.environ if environ is None else environ
    ours = jvm_options(environ) + ([f"-Duser.home={home}"] if home else [])
    options = [environ.get("JDK_JAVA_OPTIONS", ""), *map(_quoted, ours)]
    return " ".join(filter(None, options))


def _quoted(option):
    if not re.search(r"[\s\"'#]", option):
        return option
    quote = "'" if '"' in option else '"'
    return quote + option + quote


def shown(url):
    """A proxy's address without its password."""
    proxy = urllib.parse.urlsplit(url if "://" in url else f"http://{url}")
    return f"{proxy.hostname}:{proxy.port}" if proxy.port else str(proxy.hostname)
