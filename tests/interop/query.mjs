// Signs addresses of the co-branded pages, and verifies what the service has signed with its certificate.
//
//     node query.mjs
//
// Each line of standard input is a JSON array ["sign" or "verify", request]; each line of standard output is its
// result.

import { createHmac, createVerify } from 'node:crypto';
import { createInterface } from 'node:readline';

const escape = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const encode = (parameters) =>
  Object.keys(parameters).sort().map((name) => `${escape(name)}=${escape(parameters[name])}`).join('&');

function sign({ secret, host, path, parameters }) {
  const all = { ...parameters, signatureMethod: 'HmacSHA1', signatureVersion: '2' };
  const text = ['GET', host, path, encode(all)].join('\n');
  return encode({ ...all, signature: createHmac('sha1', secret).update(text).digest('base64') });
}

function verify({ verb, url, message, certificate }) {
  const { signature, ...parameters } = Object.fromEntries(new URLSearchParams(message));
  const { host, pathname } = new URL(url);
  const text = [verb, host, pathname, encode(parameters)].join('\n');
  return createVerify('RSA-SHA1').update(text).verify(certificate, signature, 'base64');
}

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, request] = JSON.parse(line);
  console.log(JSON.stringify({ answer: verb === 'sign' ? sign(request) : verify(request) }));
}
