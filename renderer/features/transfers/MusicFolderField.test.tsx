import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { MusicFolderField } from './MusicFolderField.tsx';

function Field({ initial }: { readonly initial: string }) {
  const [template, setTemplate] = useState(initial);
  return <MusicFolderField value={template} onChange={setTemplate} />;
}

it('puts in what can be filled in where the caret is, and names what cannot', async () => {
  const { user } = renderWithBridge(<Field initial="Music//x" />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Where music lands' });
  field.setSelectionRange(6, 6);
  await user.click(screen.getByRole('button', { name: 'Album artist' }));
  expect(field.value).toBe('Music/{albumArtist}/x');
  expect(screen.queryByText(/cannot be filled in/)).toBeNull();
  await user.type(field, '/{{bogus}');
  expect(await screen.findByText(/\{bogus\}.* cannot be filled in/)).toBeDefined();
});
