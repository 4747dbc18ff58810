import { readFileSync } from 'node:fs'

/** A self-signed certificate for voice.example.com, localhost and 127.0.0.1. It guards nothing. */
export const certificate = {
  key: readFileSync(new URL('key.pem', import.meta.url), 'utf8'),
  cert: readFileSync(new URL('cert.pem', import.meta.url), 'utf8'),
}
