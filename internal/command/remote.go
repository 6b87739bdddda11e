package command

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"entente/formats"
	"entente/transfer"
)

// importBy sends files to a server that imports them, and tells what it says.
func importBy(
	e *Environment, s ServerFlag, files *transfer.Files, request transfer.Request, o transfer.ImportOptions,
) (transfer.Report, error) {
	body, send := io.Pipe()
	form := multipart.NewWriter(send)
	go func() { send.CloseWithError(writeForm(form, files, request, o.Mapping)) }()
	defer body.Close() //nolint:errcheck // it ends the goroutine
	answer, err := s.ask(e, http.MethodPost, "/import", form.FormDataContentType(), body)
	if err != nil {
		return transfer.Report{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	decoder := json.NewDecoder(bufio.NewReader(answer.Body))
	for {
		var line transfer.Line
		if err := decoder.Decode(&line); err != nil {
			return transfer.Report{}, fmt.Errorf("the server broke off, and may have written a part;"+
				" run the same again to be sure: %w", err)
		}
		switch {
		case line.Report != nil && line.Error != "":
			return *line.Report, errors.New(line.Error)
		case line.Report != nil:
			return *line.Report, nil
		case line.Problem != nil:
			o.Problem(line.Problem.Place())
		case line.Remark != nil:
			o.Remark(line.Remark.Place())
		case line.Progress != nil:
			o.Progress(*line.Progress)
		case line.Reject != nil && o.Rejects != nil:
			if _, err := o.Rejects.Write(line.Reject); err != nil {
				return transfer.Report{}, err
			}
		}
	}
}

// writeForm writes the parts of a request.
func writeForm(form *multipart.Writer, files *transfer.Files, request transfer.Request, mapping *formats.File) error {
	options, err := form.CreateFormField("options")
	if err != nil {
		return err
	}
	if err := json.NewEncoder(options).Encode(request); err != nil {
		return err
	}
	parts := files.Raw()
	if mapping != nil {
		parts = append([]transfer.Part{{Field: "mapping", File: *mapping}}, parts...)
	}
	for _, part := range parts {
		w, err := form.CreateFormFile(part.Field, part.File.Name)
		if err != nil {
			return err
		}
		r, err := part.File.Open()
		if err != nil {
			return err
		}
		_, err = io.Copy(w, r)
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return form.Close()
}

// ask sends a request to a server and returns its answer, if it is a good one.
func (s ServerFlag) ask(e *Environment, method, path, mediaType string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequestWithContext(e.Context, method, strings.TrimSuffix(s.Server, "/")+path, body)
	if err != nil {
		return nil, err
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	if s.Token != "" {
		request.Header.Set("Authorization", "Bearer "+s.Token)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer, nil
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	var refused struct {
		Errors []struct{ Message string }
	}
	err = json.NewDecoder(io.LimitReader(answer.Body, 1<<16)).Decode(&refused)
	if err != nil || len(refused.Errors) == 0 {
		return nil, fmt.Errorf("the server answered %s", answer.Status)
	}
	hint := ""
	if answer.StatusCode == http.StatusUnauthorized {
		hint = "; a command takes the token from ENTENTE_TOKEN"
	}
	return nil, fmt.Errorf("the server refused: %s%s", refused.Errors[0].Message, hint)
}
