/** The app without a bug, in a process of its own. Prints its URL. */
import { startApp } from '@ringback/app-flawed'

const [authToken = ''] = process.argv.slice(2)
const { url } = await startApp({ port: 0, authToken })
console.log(url)
