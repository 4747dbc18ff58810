/** What `ringback init` is to do: answers of the user, options, and what was found in the project. */
export interface Setup {
  /** Where the app listens, `http://localhost:3000`, or the file of a module that exports it; undefined for Twilio Functions. */
  readonly app: string | undefined
  /** The folder of the Twilio Functions, from that of the project, where they are called in this process. */
  readonly functions: string | undefined
  /** The path of the Voice URL. */
  readonly voiceUrl: string
  readonly publicUrl: string | undefined
  readonly accountSid: string | undefined
  readonly ownNumbers: readonly string[]
  /** Whether a first test is written. */
  readonly test: boolean
  readonly ci: 'github' | 'none'
  /** The command that starts the app. */
  readonly start: string | undefined
  /** Whether the first recording is made. */
  readonly call: boolean
  /** Whether the app is started for it, because it does not run. */
  readonly startsApp: boolean
  /** What the caller of the first recording does. */
  readonly keys: string
}
