import vectors from './data/signature-vectors.json' with { type: 'json' }

/** A request with its signature, out of the test suites of Twilio's SDKs and of captured requests. */
export interface Vector {
  readonly source: string
  readonly url: string
  readonly method: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly contentType?: string
  readonly authToken: string
  readonly signature: string
  readonly valid: boolean
  readonly note: string
  readonly signedUrl?: string
}

// The file holds objects of many shapes; each has at least these fields, which a test checks.
export const signatureVectors: readonly Vector[] = vectors as unknown as readonly Vector[]
