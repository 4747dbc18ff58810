/** `node --import ringback/msw/register app.js`: an app runs unmodified and finds the virtual Twilio. Needs the package msw. */
import '@ringback/common/require-node'
import '@ringback/msw/register'
