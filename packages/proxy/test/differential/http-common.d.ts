/** Node's binding of llhttp, as far as these tests use it. The types of Node leave it out. */
declare module 'node:_http_common' {
  type ParserError = Error & { readonly code: string; readonly reason: string; readonly bytesParsed: number }

  export class HTTPParser {
    static readonly REQUEST: number
    static readonly RESPONSE: number
    static readonly kOnHeaders: number
    static readonly kOnHeadersComplete: number
    static readonly kOnBody: number
    static readonly kOnMessageComplete: number
    static readonly kLenientNone: number
    initialize(type: number, resource: object, maxHeaderSize: number, lenientFlags: number): void
    execute(bytes: Buffer): number | ParserError
    finish(): ParserError | undefined
    close(): void
    [callback: number]: (...values: never[]) => number | undefined
  }
}
