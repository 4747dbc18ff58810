import { expect, test } from 'vitest'
import { recordingsPlace } from '../../src/recordings/place.ts'
import { processIo } from '../../src/shell/process-io.ts'

const store = 'postgres://ringback@127.0.0.1/ringback'
const io = { ...processIo(), cwd: '/work', env: { RINGBACK_STORE: store } }
const loaded = { config: {}, directory: '/work' }

test('a folder of the environment is that of this machine beside a database of the environment', () => {
  const options = { recordings: '/var/lib/ringback', fromEnvironment: ['recordings'] }
  expect(recordingsPlace(options, loaded, io)).toMatchObject({
    folder: '/var/lib/ringback',
    store: { url: store },
  })
  expect(recordingsPlace(options, loaded, { ...io, env: {} })).toEqual({ folder: '/var/lib/ringback' })
})

test('a folder of the command line is in place of a database of the environment', () => {
  expect(recordingsPlace({ recordings: 'here', fromEnvironment: [] }, loaded, io)).toEqual({
    folder: '/work/here',
  })
})
