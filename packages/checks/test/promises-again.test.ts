import { promisesAgain } from '@ringback/checks'
import { expect, it } from 'vitest'

it.each([
  'To hear this AGAIN, press 9.',
  'Drücken Sie die 9, um zurück zum Hauptmenü zu kommen.',
  'Para volver a escuchar, presione 9.',
  'Pour réécouter, appuyez sur 9.',
  'Para voltar, digite 9.',
])('%s promises it', (prompt) => {
  expect(promisesAgain(prompt)).toBe(true)
})

it('a menu promises nothing of that sort', () => {
  expect(promisesAgain('For sales, press 1. For support, press 2.')).toBe(false)
})
