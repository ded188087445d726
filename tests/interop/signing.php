<?php
// SOAP messages signed by hand, as PHP code of those years did it: a SoapClient whose requests carry WS-Security.

declare(strict_types=1);

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const WSSE = WSS . 'wssecurity-secext-1.0.xsd';
const WSU = WSS . 'wssecurity-utility-1.0.xsd';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const TOKEN = WSS . 'x509-token-profile-1.0#X509v3';
const BASE64 = WSS . 'soap-message-security-1.0#Base64Binary';
const LIFETIME = 300;

final class Signing
{
    public function __construct(
        private readonly string $certificate,
        private readonly string $key,
        private readonly bool $exclusive,
        private readonly bool $sha256,
    ) {
    }

    public function sign(string $message): string
    {
        $document = new DOMDocument();
        $document->preserveWhiteSpace = true;
        $document->loadXML($message);
        $envelope = $document->documentElement;
        $body = $envelope->getElementsByTagNameNS(ENVELOPE, 'Body')->item(0);
        $body->setAttributeNS(WSU, 'wsu:Id', 'body');

        $header = $envelope->insertBefore($document->createElementNS(ENVELOPE, $envelope->prefix . ':Header'), $body);
        $security = $this->child($header, WSSE, 'wsse:Security');
        $security->setAttributeNS(ENVELOPE, $envelope->prefix . ':mustUnderstand', '1');
        $token = $this->child($security, WSSE, 'wsse:BinarySecurityToken', $this->token());
        $token->setAttribute('EncodingType', BASE64);
        $token->setAttribute('ValueType', TOKEN);
        $token->setAttributeNS(WSU, 'wsu:Id', 'token');
        $timestamp = $this->child($security, WSU, 'wsu:Timestamp');
        $timestamp->setAttributeNS(WSU, 'wsu:Id', 'timestamp');
        $this->child($timestamp, WSU, 'wsu:Created', gmdate('Y-m-d\TH:i:s\Z'));
        $this->child($timestamp, WSU, 'wsu:Expires', gmdate('Y-m-d\TH:i:s\Z', time() + LIFETIME));

        $signature = $this->child($security, DS, 'ds:Signature');
        $signed = $this->child($signature, DS, 'ds:SignedInfo');
        $this->algorithm($signed, 'CanonicalizationMethod', $this->canonicalisation());
        $this->algorithm($signed, 'SignatureMethod', $this->signatureMethod());
        foreach (['body' => $body, 'timestamp' => $timestamp] as $id => $element) {
            $reference = $this->child($signed, DS, 'ds:Reference');
            $reference->setAttribute('URI', "#$id");
            $this->algorithm($this->child($reference, DS, 'ds:Transforms'), 'Transform', $this->canonicalisation());
            $this->algorithm($reference, 'DigestMethod', $this->digestMethod());
            $digest = hash($this->sha256 ? 'sha256' : 'sha1', $element->C14N($this->exclusive), true);
            $this->child($reference, DS, 'ds:DigestValue', base64_encode($digest));
        }
        $algorithm = $this->sha256 ? OPENSSL_ALGO_SHA256 : OPENSSL_ALGO_SHA1;
        if (!openssl_sign($signed->C14N($this->exclusive), $value, $this->key, $algorithm)) {
            throw new RuntimeException('openssl did not sign: ' . openssl_error_string());
        }
        $this->child($signature, DS, 'ds:SignatureValue', base64_encode($value));
        $info = $this->child($signature, DS, 'ds:KeyInfo');
        $pointer = $this->child($this->child($info, WSSE, 'wsse:SecurityTokenReference'), WSSE, 'wsse:Reference');
        $pointer->setAttribute('URI', '#token');
        $pointer->setAttribute('ValueType', TOKEN);
        return $document->saveXML();
    }

    private function token(): string
    {
        return preg_replace('/-----[A-Z ]+-----|\s+/', '', $this->certificate);
    }

    private function canonicalisation(): string
    {
        return $this->exclusive
            ? 'http://www.w3.org/2001/10/xml-exc-c14n#'
            : 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    }

    private function signatureMethod(): string
    {
        return $this->sha256 ? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' : DS . 'rsa-sha1';
    }

    private function digestMethod(): string
    {
        return $this->sha256 ? 'http://www.w3.org/2001/04/xmlenc#sha256' : DS . 'sha1';
    }

    private function algorithm(DOMElement $parent, string $name, string $algorithm): void
    {
        $this->child($parent, DS, "ds:$name")->setAttribute('Algorithm', $algorithm);
    }

    private function child(DOMElement $parent, string $namespace, string $name, string $text = ''): DOMElement
    {
        $child = $parent->ownerDocument->createElementNS($namespace, $name);
        if ($text !== '') {
            $child->appendChild($parent->ownerDocument->createTextNode($text));
        }
        $parent->appendChild($child);
        return $child;
    }
}

final class SignedSoapClient extends SoapClient
{
    public Signing $signing;

    public function __doRequest(
        string $request,
        string $location,
        string $action,
        int $version,
        bool $oneWay = false,
    ): ?string {
        return parent::__doRequest($this->signing->sign($request), $location, $action, $version, $oneWay);
    }
}
