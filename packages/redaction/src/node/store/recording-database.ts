/**
 * The PostgreSQL database that exchanges are recorded into, in the place of a folder. Plain data, since a worker thread connects to
 * it. It may hold a password: never print it, never write it to disk.
 */
export interface RecordingDatabase {
  /** As PostgreSQL's clients take it: `postgres://user:password@host/database`. */
  readonly url: string
  /** The schema of the tables. Default: `ringback`. */
  readonly schema?: string
  /** How long it may take to connect, and how long each statement may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number
}
