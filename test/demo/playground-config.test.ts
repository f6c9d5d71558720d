import { describe, expect, it } from 'vitest';
import { playgroundConfig } from '../../src/demo/playground-config.ts';

describe('the chat client’s configuration', () => {
  const config = playgroundConfig({
    user: { id: 'b0a4dac7-0000-4000-8000-000000000000', name: 'Rowan Fielding' },
    colleagues: [{ id: 'b0a4dac7-0000-4000-8000-000000000001', name: 'Nadia van der Berg' }],
  });

  it('knows every person by their Entra object id, as the bot does', () => {
    expect(config).toMatchObject({
      currentUser: {
        id: 'b0a4dac7-0000-4000-8000-000000000000',
        aadObjectId: 'b0a4dac7-0000-4000-8000-000000000000',
      },
      users: [
        { id: 'b0a4dac7-0000-4000-8000-000000000001', aadObjectId: 'b0a4dac7-0000-4000-8000-000000000001' },
      ],
    });
  });

  it('calls simulated people simulated, and the person at the browser by name', () => {
    expect(config).toMatchObject({
      currentUser: { name: 'Rowan Fielding', givenName: 'Rowan', surname: 'Fielding' },
      users: [
        {
          name: 'Nadia van der Berg (simulated)',
          surname: 'van der Berg',
          email: 'nadia.van-der-berg@ostlemere.example',
        },
      ],
    });
  });
});
