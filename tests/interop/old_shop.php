<?php
// An old shop that speaks SOAP through PHP's SoapClient. It is started as old_shop.py is, and tells its steps in the
// same way.
//
//     php old_shop.php HOST PORT ACCESS_KEY RETURN_URL
//         (AWS_SECRET_ACCESS_KEY for the pages, FPS_CERTIFICATE and FPS_KEY for what it signs)

declare(strict_types=1);

require __DIR__ . '/signing.php';

const PATIENCE = 60;
const PAUSE = 250_000;
const DONE = ['Success', 'Failure', 'Cancelled', 'Reserved'];
const PAGES = '/cobranded-ui/actions/start';
const SIGNED = ['signature', 'signatureMethod', 'signatureVersion', 'certificateUrl', 'basket'];

[, $host, $port, $accessKey, $returnUrl] = $argv;
$fps = new SignedSoapClient("http://$host:$port/doc/2010-08-28/AmazonFPS.wsdl", ['cache_wsdl' => WSDL_CACHE_NONE]);
$fps->signing = new Signing(
    file_get_contents(getenv('FPS_CERTIFICATE')),
    file_get_contents(getenv('FPS_KEY')),
    exclusive: true,
    sha256: false,
);

function usd(string $value): array
{
    return ['CurrencyCode' => 'USD', 'Value' => $value];
}

function tell(string $label, string $action, mixed $result): mixed
{
    echo json_encode(['step' => $label, 'action' => $action, 'result' => $result], JSON_THROW_ON_ERROR), "\n";
    return $result;
}

function ask(string $action, array $request): mixed
{
    global $fps;
    $answer = $fps->__soapCall($action, [$request]);
    return json_decode(json_encode($answer->{"{$action}Result"} ?? new stdClass()), true);
}

function step(string $label, string $action, array $request = []): mixed
{
    try {
        return tell($label, $action, ask($action, $request));
    } catch (SoapFault $fault) {
        $code = substr(strrchr('.' . $fault->faultcode, '.'), 1);
        return tell($label, $action, ['error' => $code]);
    }
}

function pay(string $action, string $reference, string $token, string $amount): mixed
{
    $request = ['SenderTokenId' => $token, 'CallerReference' => $reference, 'TransactionAmount' => usd($amount)];
    return step("$action $reference", $action, $request);
}

/** Asks until the transaction is what it will be. */
function became(string $label, string $transaction): void
{
    $deadline = time() + PATIENCE;
    do {
        $status = ask('GetTransactionStatus', ['TransactionId' => $transaction]);
        $done = in_array($status['TransactionStatus'], DONE, true);
        $done || usleep(PAUSE);
    } while (!$done && time() < $deadline);
    tell("became of $label", 'GetTransactionStatus', $status);
}

function encode(array $parameters): string
{
    ksort($parameters, SORT_STRING);
    return http_build_query($parameters, '', '&', PHP_QUERY_RFC3986);
}

/** Sends a buyer to a page, and believes what he comes back with when FPS vouches for it. */
function buyer(string $pipeline, array $terms): array
{
    global $host, $port, $accessKey, $returnUrl;
    $terms += [
        'callerKey' => $accessKey,
        'pipelineName' => $pipeline,
        'returnURL' => $returnUrl,
        'signatureMethod' => 'HmacSHA256',
        'signatureVersion' => '2',
        'version' => '2009-01-09',
    ];
    $text = implode("\n", ['GET', "$host:$port", PAGES, encode($terms)]);
    $terms['signature'] = base64_encode(hash_hmac('sha256', $text, getenv('AWS_SECRET_ACCESS_KEY'), true));
    echo json_encode(['buyer' => "http://$host:$port" . PAGES . '?' . encode($terms)], JSON_THROW_ON_ERROR), "\n";
    $query = trim(fgets(STDIN));
    $verdict = ['UrlEndPoint' => strtok($returnUrl, '?'), 'HttpParameters' => $query];
    step("$pipeline, vouched for", 'VerifySignature', $verdict);
    parse_str($query, $back);
    ksort($back);
    tell("$pipeline, back", 'page', array_diff_key($back, array_flip(SIGNED)));
    return $back;
}

$tea = ['transactionAmount' => '25.00', 'paymentMethod' => 'CC'];
$order = buyer('SingleUse', ['callerReference' => 'order-1'] + $tea)['tokenID'];
$paid = pay('Pay', 'order-1', $order, '25.00')['TransactionId'];
pay('Pay', 'order-1', $order, '26.00');
became('order-1', $paid);
step('the payment', 'GetTransaction', ['TransactionId' => $paid]);
$refund = ['TransactionId' => $paid, 'RefundAmount' => usd('10'), 'CallerReference' => 'refund-1'];
became('refund-1', step('refund', 'Refund', $refund)['TransactionId']);
step('refund too much', 'Refund', ['RefundAmount' => usd('15.01'), 'CallerReference' => 'refund-2'] + $refund);

$tab = buyer('MultiUse', ['callerReference' => 'tab-1', 'globalAmountLimit' => '100', 'paymentMethod' => 'CC']);
$tab = $tab['tokenID'];
$held = pay('Reserve', 'hold-1', $tab, '30.00')['TransactionId'];
became('hold-1', $held);
step('settle', 'Settle', ['ReserveTransactionId' => $held, 'TransactionAmount' => usd('22.50')]);
became('hold-1 settled', $held);
step('settle again', 'Settle', ['ReserveTransactionId' => $held]);
step('what is left of the tab', 'GetTokenUsage', ['TokenId' => $tab]);
step('cancel the token', 'CancelToken', ['TokenId' => $tab, 'ReasonText' => 'The tab is closed']);
pay('Pay', 'tab-2', $tab, '1.00');

$card = buyer('SetupPrepaid', [
    'callerReferenceSender' => 'gift-sender',
    'callerReferenceFunding' => 'gift-funding',
    'fundingAmount' => '50',
    'paymentMethod' => 'CC',
]);
$funding = [
    'SenderTokenId' => $card['fundingTokenID'],
    'PrepaidInstrumentId' => $card['prepaidInstrumentID'],
    'FundingAmount' => usd('40'),
    'CallerReference' => 'fund-1',
];
became('fund-1', step('fund', 'FundPrepaid', $funding)['TransactionId']);
pay('Pay', 'gift-1', $card['prepaidSenderTokenID'], '15.00');
pay('Pay', 'gift-2', $card['prepaidSenderTokenID'], '25.01');
step('prepaid balance', 'GetPrepaidBalance', ['PrepaidInstrumentId' => $card['prepaidInstrumentID']]);

$account = buyer('SetupPostpaid', [
    'callerReferenceSender' => 'credit-sender',
    'callerReferenceSettlement' => 'credit-settlement',
    'creditLimit' => '80',
    'globalAmountLimit' => '100',
    'paymentMethod' => 'CC',
]);
$instrument = ['CreditInstrumentId' => $account['creditInstrumentID']];
pay('Pay', 'credit-1', $account['creditSenderTokenID'], '30.00');
step('debt', 'GetDebtBalance', $instrument);
step('write off', 'WriteOffDebt', $instrument + ['AdjustmentAmount' => usd('4'), 'CallerReference' => 'off-1']);
$settlement = ['SenderTokenId' => $account['settlementTokenID'], 'SettlementAmount' => usd('26')] + $instrument;
became('settle-1', step('settle the debt', 'SettleDebt', $settlement + ['CallerReference' => 'settle-1'])['TransactionId']);
step('debt after', 'GetDebtBalance', $instrument);
step('the account', 'GetAccountBalance');
