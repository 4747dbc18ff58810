import { importPeer, RingbackError } from '@ringback/common'
import { expect, it } from 'vitest'

/** What Node throws for a package that it does not find. */
function notFound(specifier: string, code = 'ERR_MODULE_NOT_FOUND'): Error {
  return Object.assign(new Error(`Cannot find package '${specifier}' imported from /app/a.js`), { code })
}

function rejection(error: unknown): () => Promise<never> {
  return async () => {
    throw error
  }
}

it('gives what it loads', async () => {
  await expect(importPeer('msw', () => Promise.resolve({ http: 1 }))).resolves.toEqual({ http: 1 })
})

it.each([notFound('msw'), notFound('msw/node'), notFound('msw', 'MODULE_NOT_FOUND')])(
  'names the line that installs what is missing: %s',
  async (error) => {
    const missing = importPeer('msw', rejection(error))
    await expect(missing).rejects.toThrow(RingbackError)
    await expect(missing).rejects.toMatchObject({
      code: 'peer-missing',
      message: 'The package msw is not installed.',
      remedy: 'Install it: npm install -D msw',
      cause: error,
    })
  },
)

it.each([notFound('msw-other'), notFound('cookie'), new SyntaxError('msw'), 'msw'])(
  'throws everything else as it is: %s',
  async (error) => {
    await expect(importPeer('msw', rejection(error))).rejects.toBe(error)
  },
)
