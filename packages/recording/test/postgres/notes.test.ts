import { migratePostgres, postgresNotes, type PostgresSchema } from '@ringback/recording/postgres'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notesLaws } from '../laws/notes.ts'

let server: TestPool
let where: PostgresSchema

beforeAll(async () => {
  server = await startPostgresPool()
  where = { pool: server.pool, schema: 'notes' }
  await migratePostgres(where)
}, 60_000)

afterAll(async () => server.stop())

describe('laws', () => {
  notesLaws(async (use) => {
    await server.pool.query('truncate notes.notes')
    await use(postgresNotes(where))
  })
})

it('loses nothing when several add at once', async () => {
  const notes = postgresNotes(where)
  const tags = ['a', 'b', 'c', 'd', 'e', 'f']
  await Promise.all(tags.map(async (tag) => notes.add('02', { tags: [tag], note: tag })))
  const kept = (await notes.of(['02'])).get('02')
  expect(kept?.tags.toSorted()).toEqual(tags)
  expect(kept?.note.split('\n').toSorted()).toEqual(tags)
})
