/** What is used of autocannon, which has no types of its own. */
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration: number
    /** Requests after which a connection is opened anew. */
    readonly reconnectRate?: number
    readonly requests: readonly {
      readonly method: string
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }[]
  }
  export default function autocannon(options: Options): Promise<{
    readonly requests: { readonly average: number }
    /** Seconds. */
    readonly duration: number
  }>
}
