import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathAndAccess } from '../../src/project/resource.ts'

describe('the name of a file', () => {
  it.each([
    ['voice.js', 'function', '/voice', 'public'],
    ['voice.protected.js', 'function', '/voice', 'protected'],
    ['menu/sales.private.js', 'function', '/menu/sales', 'private'],
    ['my menu.js', 'function', '/my-menu', 'public'],
    ['index.js', 'function', '/index', 'public'],
    ['hold.mp3', 'asset', '/hold.mp3', 'public'],
    ['data/names.private.json', 'asset', '/data/names.json', 'private'],
    ['library.protected.js', 'asset', '/library.js', 'protected'],
    ['readme', 'asset', '/readme', 'public'],
    ['v1.2/hello.js', 'function', '/v1.2/hello', 'public'],
  ] as const)('%s of a %s is %s, %s', (name, kind, path, access) => {
    expect(pathAndAccess(name, kind)).toEqual({ path, access })
  })

  const word = fc.stringMatching(/^[a-z\d_-]{1,6}$/)
  const access = fc.constantFrom('public', 'protected', 'private')

  it('and its visibility do not change the path', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), access, (words, visibility) => {
        const suffix = visibility === 'public' ? '' : `.${visibility}`
        const path = words.join('/')
        expect(pathAndAccess(`${path}${suffix}.js`, 'function')).toEqual({
          path: `/${path}`,
          access: visibility,
        })
        expect(pathAndAccess(`${path}${suffix}.js`, 'asset')).toEqual({
          path: `/${path}.js`,
          access: visibility,
        })
      }),
    )
  })
})
