import type { Placement } from '../placement.ts'
import { base64, twiml } from './answers.ts'

/** SIDs, credentials and signed URLs. */
export const credentials: readonly Placement[] = [
  twiml(
    'a SID in lower case',
    ['ca0123456789abcdef0123456789abcdef'],
    '<Redirect>/c/ca0123456789abcdef0123456789abcdef</Redirect>',
  ),
  twiml(
    'a SID without its prefix',
    ['0123456789abcdef0123456789abcdef'],
    '<Redirect>/c/0123456789abcdef0123456789abcdef</Redirect>',
  ),
  twiml(
    'credentials in a media URL',
    ['hunter2hunter', 'penelope'],
    '<Play>https://penelope:hunter2hunter@cdn.example.net/a.mp3</Play>',
  ),
  twiml(
    'a presigned media URL',
    ['AKIAIOSFODNN7EXAMPLE', 'fe5f80f77d5fa3beca038a248ff027d0445342fe'],
    '<Play>https://b.s3.amazonaws.com/a.mp3?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101&amp;X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe</Play>',
  ),
  twiml(
    'a data URL',
    [base64('penelope quist')],
    `<Play>data:text/plain;base64,${base64('penelope quist')}</Play>`,
  ),
]
