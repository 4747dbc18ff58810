/** How recorded requests become code. */
export interface CopyOptions {
  /** Where the app listens. Absent: the code has the address that an app often has. */
  readonly app?: string | undefined
}

/** Where the app listens, as the code says it. */
export function appIn({ app = 'http://127.0.0.1:3000' }: CopyOptions): string {
  return app.replace(/\/$/, '')
}

/** What signs in copied code: the token is never copied. */
export const tokenInCode: string = "process.env['TWILIO_AUTH_TOKEN'] ?? '0'.repeat(32)"

/** A text as a literal of JavaScript, whatever is in it. */
export function literal(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)
}
