/** `node --import ringback/msw/register app.js`: an app runs unmodified and finds the virtual Twilio. Needs the package msw. */
import '../front-door/require-node.ts'
import '@ringback/msw/register'
