/**
 * The floor: botbuilder and restify as their samples wire them, answering every press and message with one fixed card.
 * Runs by itself under plain Node: `PORT=3979 CARD_FILE=card.json node echo.js`.
 */
import { readFileSync } from 'node:fs';
import {
  type Request as BotRequest,
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
} from 'botbuilder';
import restify from 'restify';

const card: unknown = JSON.parse(readFileSync(process.env['CARD_FILE'] ?? '', 'utf8'));
const answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());

server.post('/api/messages', async (request, response) => {
  // restify's types and botbuilder's disagree on what a request may leave out; the samples are JavaScript.
  await adapter.process(request as BotRequest, response, async (context) => {
    if (context.activity.type === 'invoke') {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: answer } });
    } else {
      await context.sendActivity({ type: 'message', attachments: [CardFactory.adaptiveCard(card)] });
    }
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
