/** `node --import ringback/msw/register app.js`: an app runs unmodified and finds the virtual Twilio. Needs the package msw. */
import '../front-door/require-node.ts'
import { importWithPeer } from '../front-door/optional-peer.ts'

await importWithPeer('msw', 'ringback/msw/register', () => import('@ringback/msw/register'))
