import { buildPacts } from '@ringback/contract'
import { recordingsOf } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicUrl } from '../support/apps.ts'
import { form, recorded } from '../support/recorded.ts'

const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const value = fc.stringMatching(/^[a-z]{8,12}$/)

test('parameters named as what every object has stand in the pact, of recordings and of routes', () => {
  fc.assert(
    fc.property(hostileName, value, fc.constantFrom('GET', 'POST'), (name, given, method) => {
      const query = `${encodeURIComponent(name)}=${given}`
      const { request, ...exchange } = recorded()
      const sent =
        method === 'GET'
          ? { url: `${publicUrl}/menu?${form}&${query}`, body: { text: '' } }
          : { url: `${publicUrl}/menu?${query}`, body: { text: `${form}&${query}` } }
      const recordings = recordingsOf([{ ...exchange, request: { ...request, method, ...sent } }])
      const fromRecordings = JSON.stringify(buildPacts({ provider: 'a', recordings, publicUrl }))
      expect(fromRecordings).toContain(given)
      const url = `/menu?${query}`
      const parameters = { [name]: given }
      const routes = [{ kind: 'voice.incoming-pstn', url, method, parameters } as const]
      const fromRoutes = JSON.stringify(buildPacts({ provider: 'a', routes, publicUrl }))
      expect(fromRoutes).toContain(given)
      expect(fromRecordings + fromRoutes).not.toMatch(/native code|\[object/)
    }),
    { numRuns: 50 },
  )
})
