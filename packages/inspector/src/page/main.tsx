import { render } from 'preact'
import { App } from './app.tsx'
import { openCallSource } from './call-source.ts'
import { openReportSource } from './reports/report-source.ts'

// The token has become a cookie; it need not stand in the address bar, in screenshots and in the history.
if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash)

const root = document.querySelector('#app')
if (root !== null) render(<App source={openCallSource()} reportSource={openReportSource()} />, root)
