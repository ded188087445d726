<?php
// Signs addresses of the co-branded pages, and verifies what the service has signed with its certificate.
//
//     php query.php
//
// Each line of standard input is a JSON array ["sign" or "verify", request]; each line of standard output is its
// result.

declare(strict_types=1);

const METHOD = 'HmacSHA256';

function encode(array $parameters): string
{
    ksort($parameters, SORT_STRING);
    $pairs = [];
    foreach ($parameters as $name => $value) {
        $pairs[] = rawurlencode((string) $name) . '=' . rawurlencode($value);
    }
    return implode('&', $pairs);
}

/** The parameters of a query. parse_str would give some of them other names. */
function decode(string $query): array
{
    $parameters = [];
    foreach (explode('&', $query) as $pair) {
        [$name, $value] = explode('=', $pair, 2);
        $parameters[urldecode($name)] = urldecode($value);
    }
    return $parameters;
}

function sign(array $request): string
{
    $parameters = $request['parameters'] + ['signatureMethod' => METHOD, 'signatureVersion' => '2'];
    $text = implode("\n", ['GET', $request['host'], $request['path'], encode($parameters)]);
    $parameters['signature'] = base64_encode(hash_hmac('sha256', $text, $request['secret'], true));
    return encode($parameters);
}

function verify(array $request): bool
{
    $parameters = decode($request['message']);
    $signature = base64_decode($parameters['signature'], true);
    unset($parameters['signature']);
    ['host' => $host, 'port' => $port, 'path' => $path] = parse_url($request['url']);
    $text = implode("\n", [$request['verb'], "$host:$port", $path, encode($parameters)]);
    return openssl_verify($text, $signature, $request['certificate'], OPENSSL_ALGO_SHA1) === 1;
}

while (($line = fgets(STDIN)) !== false) {
    [$verb, $request] = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    $answer = $verb === 'sign' ? sign($request) : verify($request);
    echo json_encode(['answer' => $answer], JSON_THROW_ON_ERROR), "\n";
}
