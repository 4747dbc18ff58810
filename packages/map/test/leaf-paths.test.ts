import { leafPaths } from '@ringback/map'
import { createWalk, printKeyPath } from '@ringback/simulator'
import { describe, expect, test } from 'vitest'
import { edgeWith, goodPages, mapOf, optionsFor, stateWith } from './support.ts'

describe('the ways to the leaves of a map', () => {
  test('come to every end of a call, each once', async () => {
    const map = await mapOf(goodPages)
    const paths = leafPaths(map)
    const ends = new Set<string>()
    for (const steps of paths) {
      const { app, authToken } = optionsFor(goodPages)
      const walk = createWalk({ phone: { app, authToken }, steps })
      const call = await walk.start()
      await call.ends()
      ends.add(
        call
          .events()
          .flatMap((event) => (event.type === 'said' ? [event.text] : []))
          .join(' '),
      )
      await walk.phone.close()
    }
    expect(new Set(paths.map(printKeyPath)).size).toBe(paths.length)
    for (const { heard } of map.ends)
      expect(
        [...ends].some((text) => heard.every((each) => each.startsWith('♪') || text.includes(each))),
      ).toBe(true)
  })

  test('end with the caller who hangs up where the map goes no further', () => {
    const states = [stateWith({ id: 1, path: [] }), stateWith({ id: 2, path: [{ type: 'keys', keys: '1' }] })]
    const edges = [
      edgeWith({ from: null, input: [], to: 1, times: 1 }),
      edgeWith({ from: 1, input: [{ type: 'keys', keys: '1' }], to: 2, times: 1 }),
      edgeWith({ from: 1, input: [{ type: 'keys', keys: '2' }], to: null, times: 2 }),
      edgeWith({ from: 1, input: [{ type: 'nothing' }], to: 'end', times: 1 }),
    ]
    expect(leafPaths({ states, edges }).map(printKeyPath)).toEqual(['2,2,h', 'n', '1,h'])
  })
})
