import { Button } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import classes from './ImageQueryZone.module.css';

/** What our own decoders read: endings of file names by MIME type. */
const imageTypes: Record<string, string[]> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
};
const endings = Object.values(imageTypes).flat();

interface ImageQueryZoneProps {
  onImage(file: File): void;
  /** Called with a sentence where what came is no such image. */
  onRefused(sentence: string): void;
}

/** Takes an image from outside: dropped, pasted or chosen. `data-takes-files` keeps the window's own veil away. */
export function ImageQueryZone({ onImage, onRefused }: ImageQueryZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [dragged, setDragged] = useState(false);

  function take(files: File[]): void {
    if (files.length === 1 && isImage(files[0])) onImage(files[0]);
    else onRefused(refusal(files));
  }

  function over(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault(); // else the browser allows no drop
    setDragged(true);
  }

  function leave(event: DragEvent): void {
    const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
    if (!inside) setDragged(false); // out of the zone, not into a child
  }

  function drop(event: DragEvent): void {
    setDragged(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault(); // else the browser leaves the page for the file
    take([...event.dataTransfer.files]);
  }

  useEffect(() => {
    function paste(event: ClipboardEvent): void {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return; // words are pasted into fields, not here
      event.preventDefault();
      const image = files.find(isImage);
      if (image) onImage(image);
      else onRefused(refusal(files));
    }
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onImage, onRefused]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop a file on; the button beside it does the same
    <div
      className={classes.zone}
      data-active={dragged}
      data-takes-files="one-image"
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Image to search with"
        accept={[...Object.keys(imageTypes), ...endings].join()}
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // so that the same file can be chosen again
          if (files.length > 0) take(files);
        }}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPhotoSearch size={16} />}
        onClick={() => input.current?.click()}
      >
        Search with an image
      </Button>
      <span className={classes.hint}>{dragged ? 'Let go to search with it' : 'or drop, or paste it'}</span>
    </div>
  );
}

/** By its type or, where the system knows none, by the ending of its name. */
function isImage({ type, name }: File): boolean {
  return type in imageTypes || endings.some(ending => name.toLowerCase().endsWith(ending));
}

function refusal(files: File[]): string {
  if (files.length > 1) return `Drop one image to search with; got ${files.length}.`;
  return `${files[0]?.name ?? 'This'} is not an image that can be searched with: JPEG, PNG or WebP is needed.`;
}
