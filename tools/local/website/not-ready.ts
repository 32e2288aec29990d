import type { RequestListener } from 'node:http'
import { send } from '../../web/node-http.ts'

const page = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Starting – ShiftWorks on this machine</title></head>
<body><h1>ShiftWorks is starting or stopping</h1><p>It takes some seconds to start. This page then gives way to it by itself.</p></body>
</html>`

/**
 * The response while the system starts or stops; without one, a browser would wait for ever. Browsers retry by
 * themselves.
 */
export const notReady: RequestListener = (request, response) => {
  request.resume()
  send(request, response, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2', refresh: '2' },
    body: page,
  })
}
