<?php
// Calls FPS through PHP's SoapClient, with messages signed by hand as PHP code of those years did it.
//
//     php client.php WSDL CERTIFICATE KEY exclusive|inclusive sha1|sha256
//
// Each line of standard input is a JSON array [action, request]; each line of standard output is its result.

declare(strict_types=1);

require __DIR__ . '/signing.php';

[, $wsdl, $certificate, $key, $canonicalisation, $digest] = $argv;
$client = new SignedSoapClient($wsdl, [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'exceptions' => true,
]);
$client->signing = new Signing(
    file_get_contents($certificate),
    file_get_contents($key),
    $canonicalisation === 'exclusive',
    $digest === 'sha256',
);
while (($line = fgets(STDIN)) !== false) {
    [$action, $request] = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    try {
        $answer = ['answer' => $client->__soapCall($action, [$request])];
    } catch (SoapFault $fault) {
        $answer = ['fault' => $fault->faultcode, 'message' => $fault->faultstring];
    }
    echo json_encode($answer, JSON_THROW_ON_ERROR), "\n";
}
