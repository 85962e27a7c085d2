import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CatalogueSource } from '../../contracts/ingest.ts';
import { sourceOfUrl } from './sourceOfUrl.ts';
import classes from './UrlField.module.css';

/** Opens a catalogue that lies on this site, or on a host the page may ask. */
export function UrlField({ onSource }: { onSource(source: CatalogueSource): void }) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = sourceOfUrl(text, location.href);
    if ('sentence' in found) setRefusal(found.sentence);
    else {
      setRefusal(null);
      onSource(found.source);
    }
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        className={classes.field}
        size="xs"
        label="Address"
        placeholder="catalogues/my-galaxies.parquet"
        value={text}
        error={refusal}
        onChange={event => {
          setText(event.currentTarget.value);
          setRefusal(null);
        }}
      />
      <Button className={classes.button} type="submit" size="xs" variant="default">
        Open address
      </Button>
    </form>
  );
}
