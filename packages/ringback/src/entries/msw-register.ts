/** `node --import ringback/msw/register app.js`: an app runs unmodified and finds the virtual Twilio. Needs the package msw. */
import './require-node.ts'
import { importWithPeer } from './optional-peer.ts'

await importWithPeer('msw', 'ringback/msw/register', () => import('@ringback/msw/register'))
