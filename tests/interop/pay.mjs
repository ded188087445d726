// Calls Amazon Pay through npm's amazon-payments, which is as it comes.
//
//     node pay.mjs PORT SETTINGS
//
// Each line of standard input is a JSON array [verb, request]; each line of standard output is the answer. A verb is a
// method of offAmazonPayments, `any:ACTION` for an operation that has none, or the name of a function below.

import { createInterface } from 'node:readline';
import tls from 'node:tls';
import payments from 'amazon-payments';

const [port, settings] = process.argv.slice(2);
const AMAZON = /^(mws|mws-eu)\.amazonservices\.(com|jp)$|^sns\.[a-z0-9-]+\.amazonaws\.com$/;
const VERSION = '2013-01-01';

// Leads Amazon's hosts to the sandbox, as /etc/hosts and a port that is led elsewhere would do.
const connect = tls.connect;
tls.connect = (options, ...more) =>
  connect(AMAZON.test(options.host) ? { ...options, host: '127.0.0.1', port } : options, ...more);

const { environment, ...keys } = JSON.parse(settings);
let client = payments.connect({ environment: payments.Environment[environment], ...keys });

const functions = {
  methods: (_, done) => done(null, Object.keys(Object.getPrototypeOf(client.offAmazonPayments))),
  connect: (changes, done) => {
    const chosen = payments.Environment[changes.environment ?? environment];
    client = payments.connect({ ...keys, ...changes, environment: chosen });
    done(null, null);
  },
  notification: (envelope, done) => client.parseSNSResponse(envelope, done),
};

function call(verb, request) {
  return new Promise((resolve) => {
    const done = (error, answer) =>
      resolve(error ? { fault: error.type ?? error.code, message: error.message } : { answer: answer ?? null });
    if (verb in functions) functions[verb](request, done);
    else if (verb.startsWith('any:')) client.callMwsMethod(verb.slice(4), VERSION, request, done);
    else client.offAmazonPayments[verb](request, done);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, request] = JSON.parse(line);
  console.log(JSON.stringify(await call(verb, request)));
}
