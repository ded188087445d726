use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use amazon_fps::sign::x509::Certificate;
use anyhow::Context;

const AUTHORITY_FILE: &str = "ca.pem";

/// What clients are to trust.
pub enum Trust {
    /// The sandbox's own authority, in this file.
    File(PathBuf),
    /// The sandbox's own authority, which lives as long as the sandbox.
    Passing,
    /// Whoever has signed the certificate in this file.
    Given(PathBuf),
}

impl Trust {
    /// Puts the authority into the folder of the sandbox, if it has one.
    pub fn authority(authority: &Certificate, folder: Option<&Path>) -> anyhow::Result<Self> {
        let Some(folder) = folder else { return Ok(Self::Passing) };
        let file = folder.join(AUTHORITY_FILE);
        fs::write(&file, authority.pem()).with_context(|| format!("{} can't be written", file.display()))?;
        Ok(Self::File(std::path::absolute(&file).unwrap_or(file)))
    }

    /// Where it is found.
    pub fn place(&self, url: &str) -> String {
        match self {
            Self::File(file) => file.display().to_string(),
            Self::Passing => format!("{url}/_sandbox/{AUTHORITY_FILE}, which changes with every start without --data"),
            Self::Given(file) => format!("whoever has signed {}", file.display()),
        }
    }
}

/// How clients that have Amazon's hosts built in are led to a sandbox at `address`.
pub fn explanation(address: SocketAddr, trust: &Trust) -> String {
    let (host, other) = match address.ip() {
        ip if ip.is_unspecified() => {
            ("ADDRESS".to_owned(), "   ADDRESS is the address of this machine as the client reaches it.\n")
        }
        ip => (ip.to_string(), ""),
    };
    let port = match address.port() {
        443 => String::new(),
        port => redirection(address.ip(), port),
    };
    let fetch =
        format!("curl --insecure https://{}/_sandbox/{AUTHORITY_FILE} --output {AUTHORITY_FILE}", local(address));
    let (get, file) = match trust {
        Trust::File(file) => {
            (format!("   Who may not read that folder fetches it: {fetch}\n"), file.display().to_string())
        }
        Trust::Passing => {
            let get = format!("   Fetch it (it changes with every start; with --data it stays):\n     {fetch}\n");
            (get, AUTHORITY_FILE.to_owned())
        }
        Trust::Given(file) => {
            let get = format!(
                "   It is whoever has signed {}; below, ca.pem stands for the file of that authority.\n",
                file.display()
            );
            (get, AUTHORITY_FILE.to_owned())
        }
    };
    let own = match trust {
        Trust::Given(_) => "",
        _ => "   It has signed the certificate of this sandbox and nothing else: its private key was not kept.\n",
    };
    format!(
        "\
This sandbox stands in for Amazon, for clients on machines that are told so:

1. Lead the hosts here, in /etc/hosts (C:\\Windows\\System32\\drivers\\etc\\hosts) of the client's machine:
     {host} fps.amazonaws.com fps.sandbox.amazonaws.com
     {host} authorize.payments.amazon.com authorize.payments-sandbox.amazon.com
     {host} mws.amazonservices.com mws-eu.amazonservices.com mws.amazonservices.jp sns.us-east-1.amazonaws.com
{other}   They lead here on that machine only, and until the lines are taken out again.
{port}
2. Have the client trust the authority of the certificate: {file}
{get}{own}     \
     curl     curl --cacert {file} https://fps.amazonaws.com/
     PHP      in php.ini: openssl.cafile={file} and curl.cainfo={file}
     Python   SSL_CERT_FILE={file}, with requests REQUESTS_CA_BUNDLE={file}
     boto     in ~/.boto, under [Boto]: ca_certificates_file = {file}
     Java     keytool -importcert -noprompt -alias fps -file {file} -keystore fps.jks -storepass changeit
              java -Djavax.net.ssl.trustStore=fps.jks -Djavax.net.ssl.trustStorePassword=changeit …
     Ruby     SSL_CERT_FILE={file}
     Node.js  NODE_EXTRA_CA_CERTS={file}
     .NET     Windows: certutil -addstore Root {file}; Linux: SSL_CERT_FILE={file}
     fps      SSL_CERT_FILE={file}
   Some of these take the place of what the client trusts otherwise: where it calls other hosts, too, or brings a list
   of authorities of its own (ca-bundle.crt, cacerts.txt), put this one at the end of that list. For all programs on
   Debian or Ubuntu:
     sudo cp {file} /usr/local/share/ca-certificates/fps.crt && sudo update-ca-certificates

3. The client has to speak TLS 1.2 or later, with ECDHE and AES-GCM or ChaCha20: OpenSSL 1.0.1, Java 8 or Windows 10
   do. For older ones put stunnel or nginx in front, which speaks TLS 1.0 to them and http to a sandbox without TLS.
   Whoever comes through it seems to be on this machine: start such a sandbox with --control-key.
"
    )
}

/// How calls of port 443 are led to another one.
fn redirection(ip: IpAddr, port: u16) -> String {
    let program = if ip.is_ipv4() { "iptables" } else { "ip6tables" };
    // Only what is meant for this machine: it may call other hosts' port 443, or lead others there.
    let destination = if ip.is_unspecified() { "-m addrtype --dst-type LOCAL".to_owned() } else { format!("-d {ip}") };
    let rule = |chain: &str| {
        format!(
            "     sudo {program} -t nat -A {chain} -p tcp {destination} --dport 443 -j REDIRECT --to-ports {port}\n"
        )
    };
    let mut text =
        "\n   Such clients call port 443. Lead it to this one, on Linux, for clients on this machine, with\n"
            .to_owned();
    text += &rule("OUTPUT");
    if !ip.is_loopback() {
        text += "   and for clients on others with\n";
        text += &rule("PREROUTING");
    }
    text
}

/// The address at which this machine reaches the sandbox.
fn local(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(address: &str) -> String {
        explanation(address.parse().expect("it is an address"), &Trust::Passing)
    }

    #[test]
    fn hosts_are_led_to_an_address_that_the_client_reaches() {
        let own = told("127.0.0.1:443");
        assert!(own.contains("     127.0.0.1 fps.amazonaws.com") && !own.contains("tables"), "{own}");
        for every in ["0.0.0.0:443", "[::]:443"] {
            let text = told(every);
            assert!(text.contains("     ADDRESS fps.amazonaws.com") && text.contains("the address of this machine"));
            assert!(!text.contains("127.0.0.1 fps") && !text.contains("::1 fps"), "{text}");
        }
        assert!(told("[::]:443").contains("https://[::1]:443/_sandbox/ca.pem"));
        assert!(own.contains("--control-key"), "a proxy makes everybody a neighbour");
    }

    #[test]
    fn port_443_is_led_on_by_the_rules_of_the_address() {
        let own = told("127.0.0.1:8443");
        assert!(own.contains("for clients on this machine") && !own.contains("PREROUTING"), "{own}");
        assert!(own.contains("iptables -t nat -A OUTPUT -p tcp -d 127.0.0.1 --dport 443"), "{own}");
        let sixth = told("[::1]:8443");
        assert!(sixth.contains("ip6tables -t nat -A OUTPUT -p tcp -d ::1 --dport 443"), "{sixth}");
        let every = told("0.0.0.0:8443");
        assert!(every.contains("-A OUTPUT -p tcp -m addrtype --dst-type LOCAL --dport 443"), "{every}");
        assert!(
            every.contains("-A PREROUTING -p tcp -m addrtype --dst-type LOCAL --dport 443 -j REDIRECT --to-ports 8443"),
            "{every}"
        );
    }
}
