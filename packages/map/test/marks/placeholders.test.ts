import { expect, test } from 'vitest'
import { goodbye, mapOf, menu } from '../support.ts'

const placeholders = async (pages: Parameters<typeof mapOf>[0]) =>
  (await mapOf(pages)).marks
    .filter(({ kind }) => kind === 'placeholder')
    .map(({ keys, severity, message }) => `${severity} ${keys}: ${message}`)

test('what the caller hears, and whom the app dials, in place of a value that is missing', async () => {
  const pages = {
    '/voice': () => menu('/menu', 'For sales, press 1. For support, press 2.') + goodbye,
    '/menu': (parameters: URLSearchParams) =>
      parameters.get('Digits') === '1'
        ? `<Say>I connect you with undefined.</Say>${goodbye}`
        : parameters.get('Digits') === '2'
          ? `<Dial><Client>null</Client></Dial>${goodbye}`
          : goodbye,
  }
  expect(await placeholders(pages)).toEqual([
    'error 1: The caller hears "undefined" in place of a value that is missing (/menu)',
    'error 2: The app dials "client:null", which stands for a value that is missing (/menu)',
  ])
})

test('a German zero and a person called Nan are none', async () => {
  const pages = {
    '/voice': () =>
      `<Gather action="/menu" numDigits="1"><Say language="de-DE">Für Frau Nan Nullan die null.</Say></Gather>${goodbye}`,
    '/menu': () => goodbye,
  }
  expect(await placeholders(pages)).toEqual([])
})
