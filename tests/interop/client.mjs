// Calls FPS through npm's soap, with messages signed by its WSSecurityCert.
//
//     node client.mjs WSDL CERTIFICATE KEY
//
// Each line of standard input is a JSON array [action, request]; each line of standard output is its result.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import soap from 'soap';

const [wsdl, certificate, key] = process.argv.slice(2);
const client = await soap.createClientAsync(wsdl);

async function call(action, request) {
  // A signer keeps what it has signed, so each message gets its own.
  client.setSecurity(new soap.WSSecurityCert(readFileSync(key, 'utf8'), readFileSync(certificate, 'utf8'), ''));
  try {
    const [answer] = await client[`${action}Async`](request);
    return { answer };
  } catch (error) {
    const fault = error.root?.Envelope?.Body?.Fault;
    if (!fault) throw error;
    return { fault: fault.faultcode, message: fault.faultstring };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [action, request] = JSON.parse(line);
  console.log(JSON.stringify(await call(action, request)));
}
