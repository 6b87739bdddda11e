package kg

// numbered are values by number, a block of which takes up room where one of its numbers is
// in use.
type numbered[T any] struct{ blocks []*[blockSize]T }

const blockSize = 1 << 10

// get returns the value of a number, which is zero until it is set.
func (n *numbered[T]) get(number uint32) (value T) {
	block := int(number / blockSize)
	if block >= len(n.blocks) || n.blocks[block] == nil {
		return value
	}
	return n.blocks[block][number%blockSize]
}

// set returns where the value of a number is.
func (n *numbered[T]) set(number uint32) *T {
	block := int(number / blockSize)
	if block >= len(n.blocks) {
		n.blocks = append(n.blocks, make([]*[blockSize]T, block+1-len(n.blocks))...)
	}
	if n.blocks[block] == nil {
		n.blocks[block] = new([blockSize]T)
	}
	return &n.blocks[block][number%blockSize]
}

// texts are short texts, without a pointer for each. What is not used any more stays.
type texts struct{ blocks [][]byte }

// textBlock is the room in a block, of which the first byte is nobody's. Nothing that is
// added may be longer.
const textBlock = 1 << 16

// mostTextBlocks is how many have places of 32 bits.
const mostTextBlocks = 1 << 16

// add returns the place of a text, which is not 0. It has its length in two bytes before it.
func (t *texts) add(text string) (place uint32) {
	last := len(t.blocks) - 1
	if last < 0 || len(t.blocks[last])+2+len(text) > textBlock {
		t.blocks = append(t.blocks, make([]byte, 1, textBlock))
		last++
	}
	block := t.blocks[last]
	place = uint32(last*textBlock + len(block))
	block = append(block, byte(len(text)>>8), byte(len(text)))
	t.blocks[last] = append(block, text...)
	return place
}

// get returns the text at a place, which nobody may change; none at 0.
func (t *texts) get(place uint32) []byte {
	if place == 0 {
		return nil
	}
	block := t.blocks[place/textBlock][place%textBlock:]
	return block[2 : 2+int(block[0])<<8+int(block[1])]
}

// interned are a few texts that occur many times.
type interned struct {
	of    map[string]uint32
	texts []string
}

func (i *interned) number(text string) uint32 {
	n, ok := i.of[text]
	if !ok {
		n = uint32(len(i.texts))
		i.of[text] = n
		i.texts = append(i.texts, text)
	}
	return n
}
