/**
 * Certificates for tests, made by openssl (ECDSA, P-256); their keys were thrown away. The device's is
 * valid for one year from 2026-11-21, the issuer's for a hundred.
 */
export const issuerPem = `-----BEGIN CERTIFICATE-----
MIIBmTCCAT+gAwIBAgIUIvq97uM0YuJ/uAOKU6W4u1GCitEwCgYIKoZIzj0EAwIw
ITEfMB0GA1UEAwwWUG9ydGFtZW50byB0ZXN0IGlzc3VlcjAgFw0yNjExMjExNDAy
MTVaGA8yMTI2MTAyODE0MDIxNVowITEfMB0GA1UEAwwWUG9ydGFtZW50byB0ZXN0
IGlzc3VlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPCtB5F/23Av6WvlN75h
xx+NXzqSSLmulg//nzvcxsCcLuZWmn36XWSGN8EL5jkMTioNlkPbfOQ12X/SEkVd
MPejUzBRMB0GA1UdDgQWBBQz4y9csgzf1/l1GXESZPNYk5PQGjAfBgNVHSMEGDAW
gBQz4y9csgzf1/l1GXESZPNYk5PQGjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49
BAMCA0gAMEUCIGNhmpuwnFcPhvwkVwFRfV5diaNX1PmYhSyLYFHi3oaPAiEAvZ1H
/fu6ZYPJ6/YR/oMCbDLBJjiJpkwxfSVZrTwXzNs=
-----END CERTIFICATE-----`;

/** Signed by the issuer. */
export const devicePem = `-----BEGIN CERTIFICATE-----
MIIBMzCB2gIUaK6ID9hKpUulH51YjD2Ugag304kwCgYIKoZIzj0EAwIwITEfMB0G
A1UEAwwWUG9ydGFtZW50byB0ZXN0IGlzc3VlcjAeFw0yNjExMjExNDAzMzNaFw0y
NzExMjExNDAzMzNaMBgxFjAUBgNVBAMMDUZha2UgcGxheWVyIDEwWTATBgcqhkjO
PQIBBggqhkjOPQMBBwNCAATcvUuX/SSvlMTE+qnmOhGoAGjfs5gD9kpFzRN43z1a
2akgDurukhiOlqMrYLo+8h9ffEOGa/8wlAoIh2716OOHMAoGCCqGSM49BAMCA0gA
MEUCIQCBKr7g8zcn6cWjeULdCQcWUjQWdtvJkAQ+P7Ieu8T1mgIgFWUUrLkOR+wL
qjOSWIBdaQiwOVz+HBE71WMWZ+MqPQ8=
-----END CERTIFICATE-----`;

/** Signed by the device itself. */
export const selfSignedPem = `-----BEGIN CERTIFICATE-----
MIIBKjCB0QIULv0oeHS7yQo6x+sNTagAEPtX8CQwCgYIKoZIzj0EAwIwGDEWMBQG
A1UEAwwNRmFrZSBwbGF5ZXIgMTAeFw0yNjExMjExNDAzMzNaFw0yNzExMjExNDAz
MzNaMBgxFjAUBgNVBAMMDUZha2UgcGxheWVyIDEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATcvUuX/SSvlMTE+qnmOhGoAGjfs5gD9kpFzRN43z1a2akgDurukhiO
lqMrYLo+8h9ffEOGa/8wlAoIh2716OOHMAoGCCqGSM49BAMCA0gAMEUCIQDQ83pa
e2qzqsUIkrMhaEnccUEyUicSo5V+iA6sgrugMAIgcKPb6wfS2t3ue2CJQ5ksg178
baa9L9y56wQz0gA3qRc=
-----END CERTIFICATE-----`;

export const withinValidityMs = Date.UTC(2027, 0, 1);
export const beforeValidityMs = Date.UTC(2026, 0, 1);
export const afterValidityMs = Date.UTC(2028, 0, 1);
