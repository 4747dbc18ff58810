import { startTwilioServer } from '@ringback/msw/server'
import { expect, it } from 'vitest'
import { accountSid, authToken, from, to } from './support/virtual-twilio.ts'

const hostileNames = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']

it('answers parameters and paths named as what every object has as Twilio answers unknown ones', async () => {
  const server = await startTwilioServer({ accountSid, authToken, callsPerSecond: Infinity })
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const base = `${server.url}/2010-04-01/Accounts/${accountSid}`
  try {
    for (const name of hostileNames) {
      const body = new URLSearchParams({ To: to, From: from, Url: 'http://127.0.0.1:1/voice', [name]: '1' })
      const created = await fetch(`${base}/Calls.json`, { method: 'POST', headers: { authorization }, body })
      expect([name, created.status]).toEqual([name, 201])
      const paths = [
        `Calls/${name}.json`,
        `Calls/${name}/${name}.json`,
        `${name}.json`,
        `Calls.json?${name}=1`,
      ]
      for (const path of paths) {
        const { status } = await fetch(`${base}/${path}`, { headers: { authorization } })
        expect([path, path.includes('?') ? [200] : [404, 501]]).toEqual([
          path,
          expect.arrayContaining([status]),
        ])
      }
      const asUser = `Basic ${Buffer.from(`${name}:${name}`).toString('base64')}`
      const { status } = await fetch(`${base}/Calls.json`, { headers: { authorization: asUser } })
      expect([name, status]).toEqual([name, 401])
    }
  } finally {
    await server.close()
  }
})
